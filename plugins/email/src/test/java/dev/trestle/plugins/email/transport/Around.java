package dev.trestle.plugins.email.transport;

import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.settings.Settings;
import dev.trestle.sdk.surroundings.Queries;
import dev.trestle.sdk.surroundings.Secrets;
import dev.trestle.sdk.surroundings.Surroundings;
import dev.trestle.sdk.text.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Surroundings in which secrets are not sealed and one web server answers what the test says. */
final class Around implements Surroundings {
  final List<String> asked = new ArrayList<>();
  String answer = "{}";
  int status = 200;
  Instant now = Instant.parse("2031-03-03T09:00:00Z");

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Settings settings() {
    return new Settings() {
      @Override
      public Optional<String> text(String name) {
        return Optional.empty();
      }

      @Override
      public Optional<Long> wholeNumber(String name) {
        return Optional.empty();
      }

      @Override
      public Optional<BigDecimal> decimal(String name) {
        return Optional.empty();
      }

      @Override
      public boolean flag(String name) {
        return false;
      }

      @Override
      public Optional<Duration> duration(String name) {
        return Optional.empty();
      }

      @Override
      public Optional<String> secret(String name) {
        return Optional.empty();
      }
    };
  }

  @Override
  public Texts texts() {
    throw new IllegalStateException("no texts here");
  }

  @Override
  public Queries queries() {
    throw new IllegalStateException("no schema here");
  }

  @Override
  public Secrets secrets() {
    return new Secrets() {
      @Override
      public byte[] random(int count) {
        return new byte[count];
      }

      @Override
      public String seal(byte[] secret) {
        return new String(secret, StandardCharsets.UTF_8);
      }

      @Override
      public byte[] open(String sealed) {
        return sealed.getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  @Override
  public Network network() {
    return new Network() {
      @Override
      public WebAnswer send(WebRequest request) {
        byte[] body = request.body();
        asked.add(body == null ? "" : new String(body, StandardCharsets.US_ASCII));
        return new WebAnswer(status, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public void judge(URI address) throws IOException {
        if (address.getHost().endsWith(".invalid")) {
          throw new IOException("not known");
        }
      }
    };
  }

  @Override
  public Files files() {
    throw new IllegalStateException("no files here");
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return Optional.empty();
  }
}
