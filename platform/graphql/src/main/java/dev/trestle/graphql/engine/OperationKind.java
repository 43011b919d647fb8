package dev.trestle.graphql.engine;

/** What a document's chosen operation is. */
public enum OperationKind {
  QUERY,
  MUTATION,
  SUBSCRIPTION
}
