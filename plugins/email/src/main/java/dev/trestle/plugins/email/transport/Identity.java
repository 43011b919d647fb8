package dev.trestle.plugins.email.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** By what the receiver proves who it is. */
final class Identity {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private Identity() {}

  /**
   * What TLS is offered with.
   *
   * @param certificates in PEM, the receiver's own first
   * @param key in PEM, as PKCS 8 without a password
   * @return null when neither is given
   */
  static @Nullable SSLContext context(String certificates, String key) throws Trouble {
    if (certificates.isBlank() && key.isBlank()) {
      return null;
    }
    try {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(certificates.getBytes(StandardCharsets.US_ASCII)))
              .toArray(Certificate[]::new);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("receiver", privateKey(key), new char[0], chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException unusable) {
      throw new Trouble(
          Trouble.At.TLS,
          "The settings mailCertificate and mailKey do not fit together. Give a certificate in PEM"
              + " and its key in PEM, as PKCS 8 without a password.",
          unusable);
    }
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    byte[] encoded =
        Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException another) {
        // A key does not say of which kind it is; the next kind may fit.
        continue;
      }
    }
    throw new InvalidKeySpecException("a key of none of the kinds " + ALGORITHMS);
  }
}
