package dev.trestle.plugins.email.transport;

import dev.trestle.plugins.email.intake.Mailbox;
import dev.trestle.sdk.surroundings.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes the way to a mailbox's server step by step, and says how far it came. */
final class ConnectionTest {
  private final Tokens tokens;

  ConnectionTest(Tokens tokens) {
    this.tokens = tokens;
  }

  /** What is tried, in this order. */
  enum StepName {
    NAME,
    CONNECTION,
    SIGN_IN,
    FOLDER
  }

  /**
   * One step.
   *
   * @param sentence what was found, or what to do
   */
  record Step(StepName name, boolean done, String sentence) {}

  /** All steps that were taken; the last one says whether it works. */
  record Result(List<Step> steps) {
    Result {
      steps = List.copyOf(steps);
    }

    boolean works() {
      return steps.getLast().done();
    }
  }

  /** Tries the way that mail is fetched by; null when it is not fetched. */
  @Nullable Result fetching(Mailbox mailbox, Surroundings surroundings) {
    Mailbox.Server server = mailbox.fetch().server();
    if (server == null) {
      return null;
    }
    return new Walk(mailbox, server, surroundings)
        .walk(walk -> {
          if (mailbox.fetch().kind() == Mailbox.FetchKind.POP3) {
            walk.pop3();
          } else {
            walk.imap();
          }
        });
  }

  /** Tries the way that mail is sent by; null when none is sent. */
  @Nullable Result sending(Mailbox mailbox, Surroundings surroundings) {
    Mailbox.Send send = mailbox.send();
    return send == null ? null : new Walk(mailbox, send.server(), surroundings).walk(Walk::smtp);
  }

  /** Does what comes behind the first step. */
  @FunctionalInterface
  private interface Way {
    void go(Walk walk) throws IOException, InterruptedException;
  }

  private final class Walk {
    private final Mailbox mailbox;
    private final Mailbox.Server server;
    private final Surroundings surroundings;
    private final List<Step> steps = new ArrayList<>();

    Walk(Mailbox mailbox, Mailbox.Server server, Surroundings surroundings) {
      this.mailbox = mailbox;
      this.server = server;
      this.surroundings = surroundings;
    }

    Result walk(Way way) {
      try {
        Line.judge(server, surroundings);
        done(StepName.NAME, "The name " + server.host() + " is known.");
        way.go(this);
      } catch (IOException failed) {
        Trouble trouble = Line.told(failed, server);
        steps.add(new Step(next(), false, String.valueOf(trouble.getMessage())));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        steps.add(new Step(next(), false, "The test was stopped. Try again."));
      }
      return new Result(steps);
    }

    private StepName next() {
      return StepName.values()[Math.min(steps.size(), StepName.values().length - 1)];
    }

    private void done(StepName name, String sentence) {
      steps.add(new Step(name, true, sentence));
    }

    private void connected() {
      done(
          StepName.CONNECTION,
          server.security() == Mailbox.Security.NONE
              ? "The server answers at port " + server.port() + ", without any protection."
              : "The server answers at port "
                  + server.port()
                  + ", and its certificate is in order.");
    }

    private Credential credential() throws IOException, InterruptedException {
      // A token that was fetched before might hide that no more can be had.
      tokens.forget(mailbox);
      return tokens.of(mailbox, server, surroundings);
    }

    private void signedIn() {
      done(StepName.SIGN_IN, "The server lets " + server.user() + " in.");
    }

    void imap() throws IOException, InterruptedException {
      Imap imap = Imap.connected(server, Line.trust(surroundings));
      try {
        connected();
        imap.signIn(credential());
        signedIn();
        Imap.Folder folder = imap.open(mailbox.fetch().folder());
        done(
            StepName.FOLDER,
            "The folder "
                + mailbox.fetch().folder()
                + " has "
                + folder.messages()
                + " messages, and the server "
                + (imap.canIdle()
                    ? "tells of new ones at once."
                    : "is asked for new ones every " + mailbox.fetch().poll() + "."));
      } finally {
        imap.end();
      }
    }

    void pop3() throws IOException, InterruptedException {
      Pop3 pop = Pop3.connected(server, Line.trust(surroundings));
      try {
        connected();
        pop.signIn(credential());
        signedIn();
        done(StepName.FOLDER, "The box has " + pop.messages().size() + " messages.");
        pop.quit();
      } finally {
        pop.closeQuietly();
      }
    }

    void smtp() throws IOException, InterruptedException {
      Smtp smtp = Smtp.connected(server, Line.trust(surroundings), ourName(mailbox));
      try {
        connected();
        smtp.signIn(credential());
        done(
            StepName.SIGN_IN,
            server.auth() == Mailbox.Auth.NONE
                ? "The server asks for no sign-in."
                : "The server lets " + server.user() + " send.");
      } finally {
        smtp.end();
      }
    }
  }

  /** By what the desk greets servers: the domain it writes for. */
  static String ourName(Mailbox mailbox) {
    return mailbox.address().substring(mailbox.address().indexOf('@') + 1);
  }
}
