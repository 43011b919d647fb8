package dev.trestle.host;

import dev.trestle.domain.plugin.PluginFailure;
import dev.trestle.sdk.schema.FieldKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** One plugin whose field runs code of the test's choice. */
final class Attack {
  final HostedPlugin plugin;

  private Attack(HostedPlugin plugin) {
    this.plugin = plugin;
  }

  /** A jar whose field does this. */
  static TestJar jar(String id, String code) {
    return TestJar.withBody(
        id,
        """
        static Object attack(Object source) throws Exception {
          %s
        }
        @Override public List<Fields<?>> fields() {
          return List.of(Fields.of("Thing", Object.class).getter("attack", source -> {
            try { return attack(source); }
            catch (RuntimeException passed) { throw passed; }
            catch (Exception wrapped) { throw new RuntimeException(wrapped); }
          }));
        }
        """
            .formatted(code));
  }

  static Attack with(PluginHost host, String id, String code) {
    return with(host, jar(id, code));
  }

  static Attack with(PluginHost host, TestJar jar) {
    return with(host, jar.admitted());
  }

  static Attack by(HostedPlugin plugin) {
    return new Attack(plugin);
  }

  static Attack with(PluginHost host, PluginPackage packed) {
    return by(host.load(packed, packed.manifest().asked(), List.of(), new TestProvisions()));
  }

  Object run() {
    return run(new Object());
  }

  Object run(Object source) {
    return run(source, Duration.ofSeconds(5));
  }

  @SuppressWarnings("unchecked")
  Object run(Object source, Duration limit) {
    var field = plugin.active().contributions().fields().getFirst().entries().getFirst();
    var getter = (FieldKind.Getter<Object>) field.kind();
    return plugin.active().calls().call("field Thing.attack", limit, () -> getter.get(source));
  }

  PluginFailure failure() {
    return failure(Duration.ofMillis(300));
  }

  PluginFailure failure(Duration limit) {
    PluginFailure failure =
        Assertions.assertThrows(PluginFailure.class, () -> run(new Object(), limit));
    Assertions.assertEquals(plugin.id(), failure.pluginId());
    Assertions.assertEquals("field Thing.attack", failure.what());
    return failure;
  }
}
