// Required before kinesis-mock, which has no option for either: it listens on the loopback address
// only, and it ends when whoever started it is gone and its standard input is closed.
const net = require('net');
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number'
    ? listen.call(this, port, '127.0.0.1', ...rest)
    : listen.call(this, { ...port, host: '127.0.0.1' }, ...rest);
};
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));
process.stdin.resume();
