package dev.trestle.plugins.tests.mail;

import dev.trestle.plugins.email.EmailPlugin;
import dev.trestle.plugins.email.intake.Reading;
import dev.trestle.plugins.email.read.Attachment;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.Own;
import dev.trestle.plugins.email.read.ReadMail;
import java.util.List;

/** The plugin as it is, but that some subjects break what understands messages. */
public final class StubbornMail extends EmailPlugin {
  public StubbornMail() {
    super(new Stubborn());
  }

  static final class Stubborn implements Reading {
    private volatile boolean hangs;
    private volatile boolean released;

    @Override
    public ReadMail read(Own own, MailSource message) {
      ReadMail read = Reading.USUAL.read(own, message);
      switch (read.subject()) {
        case "Throw" -> throw new IllegalStateException("as the test says");
        case "Too deep" -> throw new StackOverflowError();
        case "Missing class" -> throw new NoClassDefFoundError("dev/Missing");
        case "Allocate" -> {
          byte[] large = new byte[300 << 20];
          return read.flaws().contains("" + large.length) ? nonsense(read) : read;
        }
        case "Hang" -> {
          hangs = true;
          while (!released) {
            Thread.onSpinWait();
          }
        }
        case "Wait for it" -> {
          while (!hangs) {
            Thread.onSpinWait();
          }
        }
        case "Release" -> released = true;
        case "Nonsense" -> {
          return nonsense(read);
        }
        default -> {
          return read;
        }
      }
      return read;
    }

    /** What makes whoever plans with it stumble: a file that is none. */
    private static ReadMail nonsense(ReadMail read) {
      return new ReadMail(
          read.headers(),
          read.parties(),
          read.thread(),
          read.subject(),
          read.date(),
          null,
          List.<Attachment>of(),
          read.invitations(),
          read.protection(),
          read.authentication(),
          read.kind(),
          read.bounce(),
          read.original(),
          read.flaws());
    }
  }
}
