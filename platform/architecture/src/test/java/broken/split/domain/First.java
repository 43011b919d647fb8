package broken.split.domain;

/** The test puts this class into one module. */
final class First {}
