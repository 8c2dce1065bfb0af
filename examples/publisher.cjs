"use strict";

const { Redis } = require("hicast");
const pub = new Redis();

async function main() {
  await pub.publish("user-events", JSON.stringify({ type: "logout", userId: 42 }));
}

main();
