package dev.trestle.http.graphql;

/** Whether queries may come by GET. Mutations never may. */
public enum GetQueries {
  /** No GET at all. */
  OFF,
  /** Only GETs that a link, an image or a form of a foreign page cannot make. */
  GUARDED,
  /** Every GET, for clients that cannot set a header. */
  OPEN
}
