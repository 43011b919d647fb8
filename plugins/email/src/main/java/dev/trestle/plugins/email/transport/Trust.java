package dev.trestle.plugins.email.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed: those of the Java platform's authorities, and of further ones
 * that an administrator named. There is no way to believe any certificate.
 */
final class Trust {
  private Trust() {}

  /**
   * What connections are protected with.
   *
   * @param furtherAuthorities certificates in PEM; empty for none
   */
  static SSLContext context(String furtherAuthorities) throws Trouble {
    try {
      List<X509ExtendedTrustManager> managers = new ArrayList<>(managers(null));
      if (!furtherAuthorities.isBlank()) {
        managers.addAll(managers(store(furtherAuthorities)));
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new AnyOf(managers)}, null);
      return context;
    } catch (GeneralSecurityException | IOException unusable) {
      throw new Trouble(
          Trouble.At.TLS,
          "The setting mailAuthorities holds no certificates in PEM. Correct or empty it.",
          unusable);
    }
  }

  private static KeyStore store(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate each :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
      store.setCertificateEntry("authority" + number++, each);
    }
    if (number == 0) {
      throw new CertificateException("no certificate");
    }
    return store;
  }

  private static List<X509ExtendedTrustManager> managers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    List<X509ExtendedTrustManager> found = new ArrayList<>();
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager manager) {
        found.add(manager);
      }
    }
    return found;
  }

  /** Believes what one of several believes; the host's name is compared by each of them. */
  private static final class AnyOf extends X509ExtendedTrustManager {
    private final List<X509ExtendedTrustManager> all;

    AnyOf(List<X509ExtendedTrustManager> all) {
      this.all = List.copyOf(all);
    }

    /** Asks one of them. */
    private interface Question {
      void ask(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private void any(Question question) throws CertificateException {
      CertificateException last = new CertificateException("nobody is trusted");
      for (X509ExtendedTrustManager each : all) {
        try {
          question.ask(each);
          return;
        } catch (CertificateException no) {
          last = no;
        }
      }
      throw last;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      any(manager -> manager.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      any(manager -> manager.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      any(manager -> manager.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      any(manager -> manager.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      any(manager -> manager.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      any(manager -> manager.checkClientTrusted(chain, type));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
