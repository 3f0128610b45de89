package io.throughline.model.fact;

import org.jspecify.annotations.Nullable;

/**
 * That a page links to a ticket, by a macro or an address. A key that only stands in the prose is
 * no link.
 *
 * @param key the ticket's key and, where it is linked by its address, that address
 * @param ticketKey the ticket's key in upper case, {@code PAY-12}
 * @param url the address of the ticket; null where a macro names only its key
 */
public record WikiPageLink(long wikiPageId, String key, String ticketKey, @Nullable String url)
    implements Member {
  @Override
  public long parentId() {
    return wikiPageId;
  }
}
