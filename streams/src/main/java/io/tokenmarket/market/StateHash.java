package io.tokenmarket.market;

import io.tokenmarket.schemas.Budget;
import io.tokenmarket.schemas.CommandMemory;
import io.tokenmarket.schemas.OpenOrder;
import io.tokenmarket.schemas.SigningKey;
import io.tokenmarket.schemas.UnsettledTrade;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the hash of a market's state runs over.
 *
 * @param head digest of the head, or the name of a market that nobody has defined
 */
record StateHash(
    RecordHash hash,
    byte[] head,
    Ledger<?, OpenOrder> orders,
    Ledger<?, CommandMemory> memories,
    Ledger<?, Budget> budgets,
    Ledger<?, UnsettledTrade> trades,
    Ledger<?, SigningKey> keys) {
  private static final byte[] NONE = {};
  private static final int DIGEST_BYTES = 32;
  private static final int ORDER_BYTES = DIGEST_BYTES + 4 * Long.BYTES;

  /** Over a sum of digests each: the same cost however many records there are. */
  byte[] sums() {
    return hash.over(
        head,
        orders.hash(),
        memories.hash(),
        budgets.size() == 0 ? NONE : budgets.hash(),
        trades.size() == 0 ? NONE : trades.hash(),
        keys.size() == 0 ? NONE : keys.hash());
  }

  /** Over everything in log order, except what the chain of the log binds. */
  byte[] ordered() {
    return hash.over(
        digest -> {
          digest.update(head);
          orders(digest);
          digests(digest, budgets.inOrder(Budget::getLogPosition));
          digests(digest, trades.entries());
          digests(digest, keys.inOrder(SigningKey::getLogPosition));
        });
  }

  private void orders(MessageDigest digest) {
    digest.update(bytes(orders.size()));
    ByteBuffer block = ByteBuffer.allocate(ORDER_BYTES);
    for (Ledger.Entry<OpenOrder> entry : orders.entries()) {
      OpenOrder order = entry.record();
      block
          .clear()
          .put(entry.digest())
          .putLong(order.getLogPosition())
          .putLong(order.getLastAuction())
          .putLong(order.getFilled())
          .putLong(order.getVersion());
      digest.update(block.array());
    }
  }

  private static <T extends SpecificRecord> void digests(
      MessageDigest digest, Collection<Ledger.Entry<T>> entries) {
    digest.update(bytes(entries.size()));
    entries.forEach(entry -> digest.update(entry.digest()));
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
