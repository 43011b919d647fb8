package dev.trestle.host;

import dev.trestle.host.archive.PluginArchive;
import dev.trestle.host.archive.PluginRefused;
import dev.trestle.host.archive.Sha256;
import dev.trestle.host.code.CodeEdition;
import dev.trestle.host.code.PackedClass;
import dev.trestle.host.code.WovenCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the desk's build makes in advance of the plugins that travel with the desk: it admits them
 * and weaves their classes, so that a start need not. What was prepared is taken for exactly the
 * jars, the rules and the weaving that it was made with; for anything else the longer way is gone.
 * It is as good as the desk's own code, and therefore read from nowhere but the desk's own jar.
 */
public final class PreparedPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(PreparedPlugins.class);
  private static final String FORMAT = "trestle-prepared-2";

  private final Map<String, WovenCode> byJar;

  private PreparedPlugins(Map<String, WovenCode> byJar) {
    this.byJar = byJar;
  }

  /** When nothing was prepared. */
  public static PreparedPlugins none() {
    return new PreparedPlugins(Map.of());
  }

  /**
   * Prepares plugins that will run together.
   *
   * @throws PluginRefused when one of them is not admitted, or cannot run with the others
   */
  public static byte[] prepare(Collection<byte[]> jars) {
    List<PluginPackage> all = jars.stream().map(PluginPackage::of).toList();
    PluginPlan plan = new Planner(PluginHost.sdkVersion()).plan(all);
    if (!plan.refused().isEmpty()) {
      throw new PluginRefused(plan.refused().values().stream().flatMap(List::stream).toList());
    }
    Map<String, PluginArchive> archives = new HashMap<>();
    all.forEach(each -> archives.put(each.id(), each.archive()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(FORMAT);
      out.writeUTF(CodeEdition.current());
      out.writeInt(plan.order().size());
      for (PluginPackage each : plan.order()) {
        List<PluginArchive> required = new ArrayList<>();
        for (String id : Objects.requireNonNull(plan.required().get(each.id()))) {
          required.add(Objects.requireNonNull(archives.get(id)));
        }
        boolean threads = each.manifest().asked().abilities().contains("threads");
        out.writeUTF(Sha256.of(each.archive().jar()));
        write(WovenCode.of(each.archive(), required, threads), out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(WovenCode woven, DataOutputStream out) throws IOException {
    out.writeBoolean(woven.mayHaveThreads());
    out.writeInt(woven.classes().size());
    for (Map.Entry<String, PackedClass> each : woven.classes().entrySet()) {
      out.writeUTF(each.getKey());
      each.getValue().write(out);
    }
  }

  /**
   * Reads what {@link #prepare} made; nothing, when another edition of the desk made it.
   *
   * @param file closed in the end
   */
  public static PreparedPlugins read(InputStream file) {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(file))) {
      if (!in.readUTF().equals(FORMAT) || !in.readUTF().equals(CodeEdition.current())) {
        LOG.info("The desk's own plugins were prepared otherwise; this start takes longer.");
        return none();
      }
      Map<String, WovenCode> byJar = new HashMap<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        byJar.put(in.readUTF(), code(in));
      }
      return new PreparedPlugins(byJar);
    } catch (IOException damaged) {
      throw new UncheckedIOException(
          "The desk's own jar is damaged: what it holds of its plugins cannot be read.", damaged);
    }
  }

  private static WovenCode code(DataInputStream in) throws IOException {
    boolean threads = in.readBoolean();
    TreeMap<String, PackedClass> classes = new TreeMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      classes.put(in.readUTF(), PackedClass.read(in));
    }
    return new WovenCode(classes, threads);
  }

  /**
   * Admits a jar that travels with the desk.
   *
   * @throws PluginRefused when it is not admitted
   */
  public PluginPackage admit(byte[] jar) {
    WovenCode woven = byJar.isEmpty() ? null : byJar.get(Sha256.of(jar));
    return woven == null ? PluginPackage.of(jar) : PluginPackage.admitted(jar, woven);
  }
}
