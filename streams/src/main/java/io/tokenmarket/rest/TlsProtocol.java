package io.tokenmarket.rest;

import io.tokenmarket.rest.door.Door;
import io.tokenmarket.rest.security.Tls;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** HTTP over TLS; a keystore that is replaced is taken up while it runs. */
final class TlsProtocol implements Door.Protocol {
  private static final int SCAN_SECONDS = 10;

  private final SslContextFactory.Server certificates;

  TlsProtocol(Tls tls) {
    this.certificates = tls.contextFactory();
  }

  @Override
  public ConnectionFactory[] of(Server server, HttpConfiguration configuration) {
    HttpConfiguration secure = new HttpConfiguration(configuration);
    // A client may call the node by its address, which no certificate names.
    secure.addCustomizer(new SecureRequestCustomizer(false));
    KeyStoreScanner scanner = new KeyStoreScanner(certificates);
    scanner.setScanInterval(SCAN_SECONDS);
    server.addBean(scanner);
    return new ConnectionFactory[] {
      new SslConnectionFactory(certificates, HttpVersion.HTTP_1_1.asString()),
      new HttpConnectionFactory(secure)
    };
  }
}
