package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.Own;
import dev.trestle.plugins.email.read.ReadMail;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads each message on a thread of its own, and waits for it no longer than it may take. For
 * workers, whose calls the desk does not bound: one message must not hold up a mailbox for ever.
 */
final class BoundedReading implements Reading {
  /** The slowest that is known takes a hundredth of it. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Reading reading;
  private final Duration patience;

  BoundedReading(Reading reading, Duration patience) {
    this.reading = reading;
    this.patience = patience;
  }

  /** A message came to no end in time. */
  static final class Unending extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unending(Duration patience) {
      super("it could not be read within " + patience.toSeconds() + " seconds");
    }
  }

  @Override
  public ReadMail read(Own own, MailSource message) {
    CompletableFuture<ReadMail> read = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("email reading")
        .start(() -> {
          try {
            read.complete(reading.read(own, message));
          } catch (Throwable beyond) {
            read.completeExceptionally(beyond);
          }
        });
    try {
      return read.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new Unending(patience);
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException unexpected -> throw unexpected;
        case Error beyond -> throw beyond;
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The plugin is stopped.", stopped);
    }
  }
}
