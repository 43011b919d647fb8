package dev.trestle.graphql.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DocumentCacheTest {
  @Test
  void keepsDocumentsWithinItsBytes_andThoseAskedForLongest() {
    SchemaGeneration generation = new World().generation(EngineLimits.DEFAULTS);
    AdmittedDocument document = DocumentDesk.admit("{ __typename }", generation).document();
    DocumentCache cache = new DocumentCache(100_000);
    cache.put("hot", document);
    for (int i = 0; i < 1000; i++) {
      cache.put("text " + i, document);
      assertSame(document, cache.find("hot"));
    }
    assertTrue(cache.size() < 50, "holds " + cache.size());
    cache.put("x".repeat(1000), document);
    assertEquals(null, cache.find("x".repeat(1000)), "one document may not fill the cache");
  }
}
