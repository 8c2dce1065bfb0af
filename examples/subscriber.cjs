"use strict";

const { Redis } = require("hicast");

const sub = new Redis();
sub.on("message", (channel, raw) => {
  const event = JSON.parse(raw);
  if (event.type === "logout") console.log(`user ${event.userId} logged out`);
});
sub.subscribe("user-events");
