package io.tokenmarket.rest;

import io.tokenmarket.rest.security.Tls;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Listens for HTTP over TLS; a keystore that is replaced is taken up while it runs. */
final class TlsConnector {
  private static final int SCAN_SECONDS = 10;

  private final SslContextFactory.Server certificates;
  private final String host;
  private final int port;

  TlsConnector(Tls tls, String host, int port) {
    this.certificates = tls.contextFactory();
    this.host = host;
    this.port = port;
  }

  ServerConnector of(Server server, HttpConfiguration configuration) {
    HttpConfiguration secure = new HttpConfiguration(configuration);
    // A client may call the node by its address, which no certificate names.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(certificates, HttpVersion.HTTP_1_1.asString()),
            new HttpConnectionFactory(secure));
    connector.setHost(host);
    connector.setPort(port);
    KeyStoreScanner scanner = new KeyStoreScanner(certificates);
    scanner.setScanInterval(SCAN_SECONDS);
    server.addBean(scanner);
    return connector;
  }
}
