package dev.trestle.domain.plugin.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.trestle.domain.desk.DomainDesk;
import dev.trestle.sdk.record.DeskRecord;
import dev.trestle.sdk.record.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CollectedPluginTest {
  /** What the plugin keeps; loaded once more by a loader of its own. */
  public record Kept(UUID id, int version, String text) implements DeskRecord {}

  /** Loads one class anew, and everything else from above. */
  private static final class OwnLoader extends ClassLoader {
    OwnLoader() {
      super(CollectedPluginTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Kept.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      try (InputStream in = Kept.class.getResourceAsStream("CollectedPluginTest$Kept.class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private final DomainDesk desk = new DomainDesk();

  @Test
  void holdsNoClassOfAPlugin_thatHasGone() throws Exception {
    WeakReference<ClassLoader> loader = used();
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
    }
    assertNull(loader.get());
    assertEquals(1, desk.state().pluginTable("lists.kept").size());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private WeakReference<ClassLoader> used() throws Exception {
    ClassLoader loader = new OwnLoader();
    Class<?> type = loader.loadClass(Kept.class.getName());
    assertNotSame(Kept.class, type);
    use((Class) type);
    return new WeakReference<>(loader);
  }

  private <R extends Record & DeskRecord> void use(Class<R> type) throws Exception {
    RecordType<R> kept = RecordType.of("kept", type).grouped("text", "text");
    TestPlugin plugin =
        new TestPlugin(desk, TestPlugin.consent(List.of(), List.of()), TestPlugin.records(kept));
    R record =
        type.getConstructor(UUID.class, int.class, String.class)
            .newInstance(new UUID(2, 2), 0, "mine");
    plugin.execute(draft -> draft.put(kept, record));
    assertEquals(1, plugin.snapshot().records(kept).group("text", "mine").size());
    assertEquals(type, plugin.snapshot().records(kept).get(new UUID(2, 2)).getClass());
  }
}
