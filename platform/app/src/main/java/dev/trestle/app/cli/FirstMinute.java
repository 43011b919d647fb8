package dev.trestle.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client does in its first minute with a desk on this machine. */
final class FirstMinute {
  private static final int ROUNDS = 8;
  private static final int OK = 200;
  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final int port;
  private @Nullable String token;

  FirstMinute(int port) {
    this.port = port;
  }

  /** Signs in, writes, reads, searches. */
  void live(String email, String password) throws IOException {
    ask("{ __typename viewer { name } desk { name } }", "{}");
    token =
        first(
            ACCESS_TOKEN,
            ask(
                "mutation($i: SignInInput!) { signIn(input: $i) { accessToken"
                    + " userErrors { code message } } }",
                "{\"i\":{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}}"));
    String queue = first(ID, ask("{ queues(first: 1) { nodes { id name } } }", "{}"));
    for (int i = 0; i < ROUNDS; i++) {
      String ticket =
          first(
              ID,
              ask(
                  "mutation($i: TicketCreateInput!) { ticketCreate(input: $i) { ticket { id }"
                      + " userErrors { code message } } }",
                  "{\"i\":{\"subject\":\"Warm up\",\"text\":\"The printer is cold.\",\"queueId\":\""
                      + queue
                      + "\",\"tags\":[\"warm\"]}}"));
      ask(
          "mutation($i: TicketCommentInput!) { ticketComment(input: $i) {"
              + " userErrors { code message } } }",
          "{\"i\":{\"ticketId\":\"" + ticket + "\",\"text\":\"It is warm now.\"}}");
      ask(
          "query($id: ID!) { ticket(id: $id) { number subject status { key name } requester { name }"
              + " company { name } assignee { name } } }",
          "{\"id\":\"" + ticket + "\"}");
      ask(
          "{ tickets(first: 50, orderBy: [{ field: PRIORITY }, { field: DUE_AT }]) { totalCount"
              + " nodes { id number subject priority dueAt updatedAt } } }",
          "{}");
      ask("{ search(query: \"printer\", first: 20) { totalCount edges { cursor } } }", "{}");
    }
  }

  /** Asks one question and gives the answer as it is. */
  String ask(String query, String variables) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + port + "/graphql").toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    if (token != null) {
      connection.setRequestProperty("Authorization", "Bearer " + token);
    }
    connection.setDoOutput(true);
    String body =
        "{\"query\":\"" + query.replace("\"", "\\\"") + "\",\"variables\":" + variables + "}";
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    if (connection.getResponseCode() != OK) {
      throw new IOException("The desk answered with status " + connection.getResponseCode());
    }
    try (InputStream in = connection.getInputStream()) {
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (answer.contains("\"errors\":")) {
        throw new IOException("The desk refused to answer: " + answer);
      }
      return answer;
    }
  }

  private static String first(Pattern pattern, String answer) throws IOException {
    Matcher found = pattern.matcher(answer);
    if (!found.find()) {
      throw new IOException("This is not in the answer: " + pattern + ": " + answer);
    }
    return found.group(1);
  }
}
