package io.throughline.model.fact;

/**
 * A label of a page.
 *
 * @param key the label in lower case, without a prefix: {@code prd}
 */
public record WikiPageLabel(long wikiPageId, String key) implements Member {
  @Override
  public long parentId() {
    return wikiPageId;
  }
}
