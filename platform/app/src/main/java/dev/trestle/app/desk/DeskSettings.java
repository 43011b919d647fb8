package dev.trestle.app.desk;

import dev.trestle.access.AccessSettings;
import dev.trestle.access.PasswordHasher;
import dev.trestle.app.plugins.PluginRules;
import dev.trestle.app.plugins.net.Reach;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets: by flag, else by environment variable, else in a YAML file, else not at
 * all. The key {@code server.port} is {@code TRESTLE_SERVER_PORT} in the environment.
 *
 * @param data the data folder, as a whole path without {@code .} and {@code ..}
 * @param publicUrl how clients reach the desk; stands in its tokens
 * @param origins foreign origins whose pages may use the desk
 * @param proxies addresses of proxies whose X-Forwarded-For is believed
 * @param requestsMax GraphQL requests executing at once
 * @param viewerRate requests a second of one signed-in party, twice as many in a burst; 0: no limit
 * @param addressRate the same for one network address without a credential
 * @param adminPassword null: a one-time password is made at first start
 * @param passwordHashing what hashing one password costs; no flag and no file sets it, so that
 *     nobody makes stolen hashes cheap to try out
 */
public record DeskSettings(
    Path data,
    String host,
    int port,
    @Nullable String publicUrl,
    boolean graphiql,
    boolean introspection,
    List<String> origins,
    List<String> proxies,
    long uploadBytesMax,
    int requestBytesMax,
    int requestsMax,
    int viewerRate,
    int addressRate,
    String adminEmail,
    @Nullable String adminPassword,
    String deskName,
    PasswordHasher.Parameters passwordHashing,
    Config config) {
  public static final String ENVIRONMENT_PREFIX = "TRESTLE_";
  private static final String FILE = "trestle.yaml";

  @Override
  public String toString() {
    return "DeskSettings[data=" + data + ", host=" + host + ", port=" + port + "]";
  }

  /** Reads the settings; flags are keys that were given on the command line. */
  public static DeskSettings read(
      Map<String, String> flags, Map<String, String> environment, @Nullable Path file) {
    Map<String, String> fromEnvironment = new LinkedHashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(ENVIRONMENT_PREFIX)) {
        fromEnvironment.put(
            name.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'),
            value);
      }
    });
    Config.Builder builder =
        Config.builder()
            .disableEnvironmentVariablesSource()
            .disableSystemPropertiesSource()
            .addSource(ConfigSources.create(flags).build())
            .addSource(ConfigSources.create(fromEnvironment).build());
    Path yaml = file != null ? file : Path.of(FILE);
    if (file != null || Files.isRegularFile(yaml)) {
      builder.addSource(ConfigSources.file(yaml).build());
    }
    return of(builder.build());
  }

  private static DeskSettings of(Config config) {
    return new DeskSettings(
        Path.of(config.get("data").asString().orElse("data")).toAbsolutePath().normalize(),
        config.get("server.host").asString().orElse("127.0.0.1"),
        config.get("server.port").asInt().orElse(8080),
        config.get("server.url").asString().orElse(null),
        config.get("server.graphiql").asBoolean().orElse(true),
        config.get("graphql.introspection").asBoolean().orElse(true),
        config.get("server.origins").asList(String.class).orElse(List.of()),
        config.get("server.proxies").asList(String.class).orElse(List.of()),
        config.get("files.megabytes").asLong().orElse(25L) << 20,
        config.get("limits.request.bytes").asInt().orElse(1 << 20),
        config.get("limits.requests").asInt().orElse(256),
        config.get("limits.viewer.rate").asInt().orElse(20_000),
        config.get("limits.address.rate").asInt().orElse(20_000),
        config.get("admin.email").asString().orElse("admin@example.org"),
        config.get("admin.password").asString().filter(text -> !text.isBlank()).orElse(null),
        config.get("desk.name").asString().orElse("Trestle"),
        PasswordHasher.Parameters.OWASP,
        config);
  }

  /** The same with another cost of hashing, for tests that are not about it. */
  public DeskSettings withPasswordHashing(PasswordHasher.Parameters parameters) {
    return new DeskSettings(
        data,
        host,
        port,
        publicUrl,
        graphiql,
        introspection,
        origins,
        proxies,
        uploadBytesMax,
        requestBytesMax,
        requestsMax,
        viewerRate,
        addressRate,
        adminEmail,
        adminPassword,
        deskName,
        parameters,
        config);
  }

  /** How often something is done, written as in ISO 8601, such as PT10S. */
  Duration every(String key, String usual) {
    return Duration.parse(config.get(key).asString().orElse(usual));
  }

  /** How people's sessions and passwords are kept. */
  AccessSettings access() {
    return AccessSettings.of(issuer())
        .withOneTimePasswordLifetime(every("password.once", "P7D"))
        .withPasswordHashing(passwordHashing);
  }

  /** The largest file of all: people's uploads, and what plugins store, such as a mail. */
  long fileBytesMax() {
    return Math.max(
        uploadBytesMax, config.get("plugins.files.megabytes").asLong().orElse(100L) << 20);
  }

  /** What the operator says about plugins. */
  PluginRules pluginRules() {
    return new PluginRules(
        config.get("plugins.unsigned").asBoolean().orElse(false),
        Set.copyOf(config.get("plugins.off").asList(String.class).orElse(List.of())),
        new Reach(
            config.get("network.private").asBoolean().orElse(false),
            config.get("network.hosts").asList(String.class).orElse(List.of())),
        config.get("plugins.dev").asString().map(Path::of).orElse(null));
  }

  /** The address that stands in tokens and links. */
  public String url(int boundPort) {
    return publicUrl != null ? publicUrl : "http://" + hostInUrl() + ":" + boundPort;
  }

  /** What stands as issuer in the desk's own tokens. */
  public String issuer() {
    return publicUrl != null ? publicUrl : "trestle";
  }

  private String hostInUrl() {
    return host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
  }
}
