package dev.trestle.graphql.engine;

/**
 * How much one request may ask for.
 *
 * @param documentChars length of the document
 * @param documentTokens tokens in the document, comments and white space not counted
 * @param depth levels of fields, fragments resolved; introspection has its own bound
 * @param sameField how often one selection may name one field under different aliases
 * @param aliases aliases in the whole document
 * @param directives directives at one place
 * @param fragments named fragments in the document
 * @param fields fields after fragments are resolved
 * @param cost weight of the whole operation, see {@link CostModel}
 * @param answerBytes size of the answer
 * @param documentCacheBytes approximate heap for cached documents and plans
 * @param introspection whether the schema may be asked for
 */
public record EngineLimits(
    int documentChars,
    int documentTokens,
    int depth,
    int sameField,
    int aliases,
    int directives,
    int fragments,
    int fields,
    int cost,
    int answerBytes,
    long documentCacheBytes,
    boolean introspection) {

  public static final EngineLimits DEFAULTS =
      new EngineLimits(
          60_000, 8_000, 15, 30, 200, 10, 60, 4_000, 20_000, 32 << 20, 32L << 20, true);

  public EngineLimits withIntrospection(boolean allowed) {
    return new EngineLimits(
        documentChars,
        documentTokens,
        depth,
        sameField,
        aliases,
        directives,
        fragments,
        fields,
        cost,
        answerBytes,
        documentCacheBytes,
        allowed);
  }

  public EngineLimits withDepth(int levels) {
    return new EngineLimits(
        documentChars,
        documentTokens,
        levels,
        sameField,
        aliases,
        directives,
        fragments,
        fields,
        cost,
        answerBytes,
        documentCacheBytes,
        introspection);
  }

  public EngineLimits withCost(int weight) {
    return new EngineLimits(
        documentChars,
        documentTokens,
        depth,
        sameField,
        aliases,
        directives,
        fragments,
        fields,
        weight,
        answerBytes,
        documentCacheBytes,
        introspection);
  }
}
