package dev.trestle.app.authority;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who asks: one column of the table. */
final class Person {
  private static final String PASSWORD = "quite another password 7";

  private final String column;
  private final @Nullable String id;
  private final @Nullable String email;
  private final DeskClient client;
  private String refreshToken = "none";

  private Person(String column, @Nullable String id, @Nullable String email, DeskClient client) {
    this.column = column;
    this.id = id;
    this.email = email;
    this.client = client;
  }

  static Person nobody(DeskClient client) {
    return new Person("anonymous", null, null, client);
  }

  static Person machine(String id, DeskClient client) {
    return new Person("service", id, null, client);
  }

  /** Lets an agent or contact sign in for the first time, with a password of their own. */
  static Person signedIn(String column, String id, String email, DeskClient admin) {
    String once =
        admin
            .done("passwordGive", Map.of("principalId", id), "oneTimePassword")
            .get("oneTimePassword")
            .asText();
    admin
        .signIn(email, once)
        .done("passwordChange", Map.of("currentPassword", once, "newPassword", PASSWORD), "done");
    return new Person(column, id, email, admin.signIn(email, PASSWORD));
  }

  String column() {
    return column;
  }

  /** The own id, or that of somebody else for whom has none. */
  String idOr(String other) {
    return id == null ? other : id;
  }

  String emailOr(String other) {
    return email == null ? other : email;
  }

  DeskClient client() {
    return client;
  }

  String password() {
    return PASSWORD;
  }

  String refreshToken() {
    return refreshToken;
  }

  /** Keeps what later rows need of an answer. */
  void remember(JsonNode payload) {
    if (payload.hasNonNull("refreshToken")) {
      refreshToken = payload.get("refreshToken").asText();
    }
  }
}
