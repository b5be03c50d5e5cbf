// The proxy keeps its connections to Unix sockets, as it does to ports: without that, one request in
// ten finds its server's socket closed when many come at once.
import { ConfigurableProxy } from "configurable-http-proxy/lib/configproxy.js";

const options = ConfigurableProxy.prototype.proxyOptsForTarget;

ConfigurableProxy.prototype.proxyOptsForTarget = function (target) {
  const made = options.call(this, target);
  made.agent ??= this.httpAgent;
  return made;
};
