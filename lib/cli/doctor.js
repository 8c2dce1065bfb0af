'use strict'
module.exports={summary:'x',usage:[''],options:{},details:'',async run(){}}
