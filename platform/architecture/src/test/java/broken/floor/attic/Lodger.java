package broken.floor.attic;

/** Stands on no floor. */
final class Lodger {}
