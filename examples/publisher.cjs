"use strict";

const { Redis } = require("hicast");

async function main() {
  const pub = new Redis();
  await pub.publish("user-events", JSON.stringify({ type: "logout", userId: 42 }));
  await pub.quit();
}

main();
