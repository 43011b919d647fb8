package broken.lookup.store;

/** What the domain may not see. */
public final class Cellar {}
