package dev.trestle.plugins.tests.mail;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests that share one desk with a mailbox, whose tickets of earlier tests are out of sight. */
abstract class OnOneMailDesk {
  static final String CARL = "Carl Meier <carl@acme.example>";

  /** The first message of the first ticket. */
  static final String WORD = "tickets.nodes.0.messages.nodes.0.";

  static MailDesk desk;

  @BeforeAll
  static void open() {
    desk = new MailDesk();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void beginAnew() {
    desk.forget();
  }
}
