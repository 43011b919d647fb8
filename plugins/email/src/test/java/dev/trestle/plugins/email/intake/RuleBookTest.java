package dev.trestle.plugins.email.intake;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RuleBookTest {
  @Test
  void letsStarsStandForAnything() {
    assertTrue(RuleBook.fits("*@acme.example", "carl@acme.example"));
    assertTrue(RuleBook.fits("alert*down*", "alert: web is down again"));
    assertTrue(RuleBook.fits("*", ""));
    assertFalse(RuleBook.fits("*@acme.example", "carl@acme.example.evil.example"));
    assertFalse(RuleBook.fits("down", "it is down"));
  }

  @Test
  void endsSoon_howeverManyStarsThereAre() {
    assertFalse(RuleBook.fits("*a".repeat(100) + "b", "a".repeat(10_000)));
  }
}
