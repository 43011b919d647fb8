package broken.curious.domain;

/** A class of the kernel. */
public final class Kernel {}
