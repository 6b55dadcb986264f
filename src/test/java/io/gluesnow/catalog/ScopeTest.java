package io.gluesnow.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
  private static final DatabaseId SHOP =
      DatabaseId.of("1:s3tablescatalog/bucket", "eu-west-1", "shop");
  private static final TableId ORDERS = SHOP.table("or/ders");

  @Test
  void coversWhatIsInIt() {
    assertThat(Scope.ALL.covers(ORDERS)).isTrue();
    assertThat(Scope.of(SHOP).covers(ORDERS)).isTrue();
    assertThat(Scope.of(ORDERS).covers(ORDERS)).isTrue();
    assertThat(Scope.of(ORDERS).covers(SHOP.table("items"))).isFalse();
    assertThat(Scope.of(SHOP).covers(Scope.of(ORDERS))).isTrue();
    assertThat(Scope.of(ORDERS).covers(Scope.of(SHOP))).isFalse();
    assertThat(Scope.of(SHOP).covers(Scope.ALL)).isFalse();
    assertThat(Scope.ALL.covers(Scope.ALL)).isTrue();
  }

  @Test
  void isReadBackFromItsText() {
    for (Scope scope :
        new Scope[] {
          Scope.ALL, Scope.ofCatalog("1:s3/b%", "r"), Scope.of(SHOP), Scope.of(ORDERS)
        }) {
      assertThat(Scope.parse(scope.toString())).isEqualTo(scope);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shop", "a/", "/b", "a/b/c/d/e"})
  void refusesATextThatIsNone(String text) {
    assertThatThrownBy(() -> Scope.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCatalogCoversItsDatabasesAndTheCatalogsInIt() {
    Scope account = Scope.ofCatalog("111122223333", "EU-west-1");
    Scope federated = Scope.ofCatalog("111122223333:s3tablescatalog", "eu-west-1");
    Scope bucket = Scope.ofCatalog("111122223333:s3tablescatalog/lake", "eu-west-1");
    TableId inBucket = TableId.of("111122223333:s3tablescatalog/lake", "eu-west-1", "d", "t");

    assertThat(account.covers(federated)).isTrue();
    assertThat(federated.covers(bucket)).isTrue();
    assertThat(bucket.covers(federated)).isFalse();
    assertThat(account.covers(inBucket)).isTrue();
    assertThat(bucket.covers(Scope.of(inBucket.databaseId()))).isTrue();
    assertThat(bucket.covers(TableId.of("111122223333", "eu-west-1", "d", "t"))).isFalse();
    assertThat(Scope.ofCatalog("1111", "eu-west-1").covers(account)).isFalse();
    assertThat(Scope.ofCatalog("111122223333", "us-east-1").covers(account)).isFalse();
    assertThat(account.covers(Scope.ALL)).isFalse();
    assertThat(Scope.ALL.covers(account)).isTrue();
    assertThat(account.database()).isEmpty();
  }
}
