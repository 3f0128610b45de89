package io.throughline.source.qmetry;

import io.throughline.model.fact.FactId;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import java.util.regex.Pattern;

/** QMetry's own ids of test cases and cycles: short texts that stay when a thing moves. */
final class Uid {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Uid() {}

  /** Whether a text can be one, and so a part of an address. */
  static boolean is(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** The fact id of one. */
  static long factId(Scope scope, String uid) {
    return FactId.of(scope.config().source(), Sha256.number(uid));
  }

  /** The fact id of one that the delivery's context carries. */
  static long inContext(Scope scope, String name) throws UnmappableException {
    String uid = scope.delivery().context().get(name);
    if (uid == null || !is(uid)) {
      throw new UnmappableException("", "the delivery's context has no id '" + name + "'");
    }
    return factId(scope, uid);
  }
}
