import { Redis } from "hicast";
const sub = new Redis();
sub.subscribe("user-events");
sub.on("message", (channel, raw) => { const event = JSON.parse(raw); if (event.type === "logout") disconnectUser(event.userId); });

// The app's own: here it would close the WebSockets of that user.
function disconnectUser(userId) {
  console.log(`user ${userId} logged out`);
}
