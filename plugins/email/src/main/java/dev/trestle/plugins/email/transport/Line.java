package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Mailbox.Security;
import dev.trestle.plugins.email.intake.Mailbox.Server;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.commons.net.SocketClient;
import org.jspecify.annotations.Nullable;

/** The way to a server: connects a client of commons-net, and says in words why it could not. */
final class Line {
  /** The setting that names further authorities. */
  static final String AUTHORITIES = "mailAuthorities";

  private static final Duration CONNECTING = Duration.ofSeconds(20);
  private static final Duration ANSWERING = Duration.ofSeconds(60);

  private Line() {}

  /** Connects within a client's own steps. */
  @FunctionalInterface
  interface Step {
    void take() throws IOException;
  }

  static SSLContext trust(Surroundings surroundings) throws Trouble {
    return Trust.context(surroundings.settings().text(AUTHORITIES).orElse(""));
  }

  /** Whether the name is known, and leads where the operator lets plugins connect to. */
  static void judge(Server server, Surroundings surroundings) throws Trouble {
    try {
      surroundings
          .network()
          .judge(URI.create("https://" + bracketed(server.host()) + ":" + server.port() + "/"));
    } catch (Network.Refused refused) {
      throw new Trouble(Trouble.At.NAME, String.valueOf(refused.getMessage()), refused);
    } catch (IOException | IllegalArgumentException unknown) {
      throw new Trouble(
          Trouble.At.NAME,
          "The name "
              + server.host()
              + " is not known. Check how it is written, and the name server of this machine.",
          unknown);
    }
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** Connects, with TLS from the first byte where the server wants that. */
  static void connect(SocketClient client, Server server) throws Trouble {
    client.setConnectTimeout((int) CONNECTING.toMillis());
    client.setDefaultTimeout((int) ANSWERING.toMillis());
    try {
      client.connect(server.host(), server.port());
      client.setSoTimeout((int) ANSWERING.toMillis());
      client.setTcpNoDelay(true);
    } catch (IOException failed) {
      close(null, client);
      throw told(failed, server);
    }
  }

  /**
   * Closes a connection at once, from any thread. TLS alone would first wait for the other side's
   * word, and a server that waits for ours has none.
   *
   * @param plain what TLS stands on, or the connection itself; null when there never was one
   */
  static void close(@Nullable Socket plain, SocketClient client) {
    try {
      if (plain != null) {
        plain.close();
      }
      client.disconnect();
    } catch (IOException gone) {
      // It is closed already.
    }
  }

  /** Does something on a connection that may fail in its TLS. */
  static void take(SocketClient client, Server server, Step step) throws Trouble {
    try {
      step.take();
    } catch (IOException failed) {
      close(null, client);
      throw told(failed, server);
    }
  }

  /** Why, in words. */
  static Trouble told(IOException failed, Server server) {
    String place = server.host() + ":" + server.port();
    return switch (failed) {
      case Trouble known -> known;
      case EndlessAnswer endless -> endless(endless, server);
      case UnknownHostException unknown ->
          new Trouble(
              Trouble.At.NAME,
              "The name " + server.host() + " is not known. Check how it is written.",
              unknown);
      case SSLException tls when tls.getCause() instanceof EndlessAnswer endless ->
          endless(endless, server);
      case SSLException tls -> new Trouble(Trouble.At.TLS, aboutTls(tls, server), tls);
      case ConnectException refused ->
          new Trouble(
              Trouble.At.CONNECTION,
              "Nothing answers at " + place + ". Check the port, and the firewalls on the way.",
              refused);
      case NoRouteToHostException noWay ->
          new Trouble(
              Trouble.At.CONNECTION, "There is no way to " + place + " from this machine.", noWay);
      case SocketTimeoutException late ->
          new Trouble(
              Trouble.At.CONNECTION,
              place
                  + " does not answer in time. Check the port, and whether it wants TLS from the"
                  + " first byte, where "
                  + server.security()
                  + " is set.",
              late);
      default ->
          new Trouble(
              Trouble.At.CONNECTION,
              place + " ended the conversation: " + shortened(failed.getMessage()) + ".",
              failed);
    };
  }

  private static Trouble endless(EndlessAnswer endless, Server server) {
    return new Trouble(
        Trouble.At.TALK,
        server.host()
            + " sends an answer that does not end. Check whether a mail server listens at port "
            + server.port()
            + ".",
        endless);
  }

  private static String aboutTls(SSLException tls, Server server) {
    String said = String.valueOf(tls.getMessage()).toLowerCase(Locale.ROOT);
    for (Throwable cause = tls; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return "The certificate of "
            + server.host()
            + " has expired. Whoever runs the server has to renew it.";
      }
      if (cause instanceof CertPathValidatorException
          || String.valueOf(cause.getMessage()).contains("valid certification path")) {
        return "Nobody this machine trusts vouches for the certificate of "
            + server.host()
            + ". If it is your own server, put its authority into the setting "
            + AUTHORITIES
            + ".";
      }
      if (cause instanceof CertificateException && tellsOfTheName(cause)) {
        return "The certificate is for another name than "
            + server.host()
            + ". Write the name that stands in the certificate.";
      }
    }
    if (said.contains("unsupported or unrecognized") || said.contains("plaintext")) {
      return server.host()
          + " speaks no TLS at port "
          + server.port()
          + (server.security() == Security.TLS ? ". Choose STARTTLS, or another port." : ".");
    }
    return "TLS with " + server.host() + " fails: " + shortened(tls.getMessage()) + ".";
  }

  private static boolean tellsOfTheName(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    return said.contains("subject alternative") || said.contains("No name matching");
  }

  /** What a server says, fit for one line. */
  static String shortened(@Nullable String said) {
    String line = String.valueOf(said).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + " ...";
  }
}
