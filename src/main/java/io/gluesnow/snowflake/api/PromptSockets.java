package io.gluesnow.snowflake.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets that send at once. OkHttp writes a body of more than 8 KiB in pieces, and with Nagle's
 * algorithm the last piece waits for an acknowledgement of the one before: 40 ms for each statement
 * of that size.
 */
final class PromptSockets extends SocketFactory {
  private final SocketFactory inner = SocketFactory.getDefault();

  @Override
  public Socket createSocket() throws IOException {
    return prompt(inner.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prompt(inner.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(inner.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return prompt(inner.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(inner.createSocket(host, port, local, localPort));
  }

  private static Socket prompt(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return socket;
  }
}
