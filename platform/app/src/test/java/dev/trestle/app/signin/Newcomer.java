package dev.trestle.app.signin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trestle.app.outside.DeskClient;
import java.util.List;
import java.util.Map;

/** An agent just made, with what it takes to sign in. */
record Newcomer(DeskClient admin, String id, String email, String oneTimePassword) {
  static final String PASSWORD = "quite another password 7";

  static Newcomer make(DeskClient admin, String name, String role) {
    String email = name.toLowerCase(java.util.Locale.ROOT) + "@desk.example";
    String roleId = "";
    for (JsonNode each :
        admin.data("{ roles(first: 50) { nodes { id key } } }").findValue("nodes")) {
      if (each.get("key").asText().equals(role)) {
        roleId = each.get("id").asText();
      }
    }
    String id =
        admin
            .done(
                "agentCreate",
                Map.of("name", name, "email", email, "roleIds", List.of(roleId)),
                "agent { id }")
            .at("/agent/id")
            .asText();
    String once =
        admin
            .done("passwordGive", Map.of("principalId", id), "oneTimePassword")
            .get("oneTimePassword")
            .asText();
    return new Newcomer(admin, id, email, once);
  }

  /** Signed in with the one-time password. */
  DeskClient due() {
    return admin.signIn(email, oneTimePassword);
  }

  /** Changes the password and signs in with the new one; the tokens of that session. */
  JsonNode settle() {
    due()
        .done(
            "passwordChange",
            Map.of("currentPassword", oneTimePassword, "newPassword", PASSWORD),
            "done");
    return tokens();
  }

  /** The tokens of another session of somebody who has settled. */
  JsonNode tokens() {
    return admin.signInTokens(email, PASSWORD);
  }

  DeskClient bearing(JsonNode tokens) {
    return admin.bearing(tokens.get("accessToken").asText());
  }
}
