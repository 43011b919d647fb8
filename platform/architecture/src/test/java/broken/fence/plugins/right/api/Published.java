package broken.fence.plugins.right.api;

/** For others. */
public interface Published {}
