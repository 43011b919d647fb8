package broken.fence.plugins.right;

/** Not for others. */
public final class Private {}
