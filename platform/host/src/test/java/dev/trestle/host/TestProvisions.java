package dev.trestle.host;

import dev.trestle.domain.command.Draft;
import dev.trestle.domain.plugin.Contributions;
import dev.trestle.domain.plugin.PluginCalls;
import dev.trestle.domain.plugin.PluginManifest;
import dev.trestle.domain.plugin.PluginStores;
import dev.trestle.domain.state.State;
import dev.trestle.sdk.command.Additions;
import dev.trestle.sdk.desk.Snapshot;
import dev.trestle.sdk.files.Files;
import dev.trestle.sdk.net.Network;
import dev.trestle.sdk.surroundings.Queries;
import dev.trestle.sdk.surroundings.Secrets;
import dev.trestle.sdk.surroundings.Surroundings;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A desk that gives plugins settings and nothing else. */
final class TestProvisions implements Provisions {
  final Map<String, String> settings = new HashMap<>();
  final Map<String, String> secrets = new HashMap<>();

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public Optional<String> secretSetting(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public Network network() {
    return new Network() {
      @Override
      public WebAnswer send(WebRequest request) {
        return new WebAnswer(204, Map.of(), new byte[0]);
      }

      @Override
      public void judge(URI address) {}
    };
  }

  @Override
  public Files files() {
    throw new IllegalStateException("there are no files on trial");
  }

  @Override
  public Queries queries() {
    return new Queries() {
      @Override
      public List<String> faults(String document) {
        return List.of();
      }

      @Override
      public Reading query(String document, Map<String, ?> variables) {
        return new Reading(Map.of(), List.of());
      }

      @Override
      public Reading event(String document, long sequence, int ordinal) {
        return new Reading(Map.of(), List.of());
      }
    };
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
        return "sealed";
      }

      @Override
      public byte[] open(String sealed) {
        return new byte[0];
      }
    };
  }

  @Override
  public PluginStores stores(
      PluginManifest manifest,
      PluginManifest.Asked consented,
      Contributions contributions,
      PluginCalls calls,
      Surroundings surroundings) {
    return new PluginStores() {
      @Override
      public Snapshot snapshot(State state) {
        throw new UnsupportedOperationException("there is no state in these tests");
      }

      @Override
      public dev.trestle.sdk.command.Draft draft(Draft draft, int depth) {
        throw new UnsupportedOperationException("there is no state in these tests");
      }

      @Override
      public Additions additions(Draft draft, int depth) {
        throw new UnsupportedOperationException("there is no state in these tests");
      }
    };
  }
}
