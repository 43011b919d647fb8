package broken.library.search;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;
import org.slf4j.Logger;

/** Names a library of another floor beside one of its own. */
final class Borrows {
  @Nullable Logger mine;
  @Nullable Executable notMine;
}
