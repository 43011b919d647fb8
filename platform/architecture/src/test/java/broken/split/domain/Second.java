package broken.split.domain;

/** The test puts this class into another module. */
final class Second {}
