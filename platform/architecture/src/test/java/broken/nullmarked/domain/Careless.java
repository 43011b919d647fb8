package broken.nullmarked.domain;

/** Lives in a package that says nothing about null. */
final class Careless {}
