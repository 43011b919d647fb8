package broken.curious.plugins.curious;

import broken.curious.domain.Kernel;

/** Names a kernel class. */
final class Curious {
  Object kernel() {
    return new Kernel();
  }
}
