package dev.trestle.app.attack;

import dev.trestle.app.outside.DeskClient;
import java.util.Map;

/** Lets people sign in for the first time. */
final class People {
  private People() {}

  /** Gives a one-time password, changes it, and signs in with the new one. */
  static DeskClient signIn(DeskClient admin, String principal, String email) {
    String once =
        admin
            .done("passwordGive", Map.of("principalId", principal), "oneTimePassword")
            .get("oneTimePassword")
            .asText();
    admin
        .signIn(email, once)
        .done(
            "passwordChange",
            Map.of("currentPassword", once, "newPassword", OwnAndForeign.NEW_PASSWORD),
            "done");
    return admin.signIn(email, OwnAndForeign.NEW_PASSWORD);
  }
}
