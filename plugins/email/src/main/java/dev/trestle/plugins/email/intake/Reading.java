package dev.trestle.plugins.email.intake;

import dev.trestle.plugins.email.read.MailReader;
import dev.trestle.plugins.email.read.MailSource;
import dev.trestle.plugins.email.read.Own;
import dev.trestle.plugins.email.read.ReadMail;

/** How messages are understood. */
@FunctionalInterface
public interface Reading {
  /** As the desk does it. */
  Reading USUAL = (own, message) -> new MailReader(own).read(message);

  /**
   * @param own by what the desk knows its own mail
   */
  ReadMail read(Own own, MailSource message);
}
