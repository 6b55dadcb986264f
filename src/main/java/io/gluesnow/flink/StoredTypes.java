package io.gluesnow.flink;

import io.gluesnow.catalog.CatalogEvent;
import io.gluesnow.catalog.ControlEvent;
import io.gluesnow.catalog.Doubt;
import io.gluesnow.flink.listing.ListingItem;
import io.gluesnow.flink.listing.ListingItemSerializer;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types that cross edges of the job graph, each with a stored form of our own. */
public final class StoredTypes {
  public static final TypeInformation<RawRecord> RAW_RECORD =
      ValueTypeInfo.of(new RawRecordSerializer());
  public static final TypeInformation<CatalogEvent> CATALOG_EVENT =
      ValueTypeInfo.of(new CatalogEventSerializer());
  public static final TypeInformation<ControlEvent> CONTROL_EVENT =
      ValueTypeInfo.of(new ControlEventSerializer());
  public static final TypeInformation<Doubt> DOUBT = ValueTypeInfo.of(new DoubtSerializer());
  public static final TypeInformation<TableNews> TABLE_NEWS =
      ValueTypeInfo.of(new TableNewsSerializer());
  public static final TypeInformation<Sweep> SWEEP = ValueTypeInfo.of(new SweepSerializer());
  public static final TypeInformation<ListingItem> LISTING_ITEM =
      ValueTypeInfo.of(new ListingItemSerializer());
  public static final TypeInformation<Pause> PAUSE = ValueTypeInfo.of(new PauseSerializer());
  public static final TypeInformation<ScopeNews> SCOPE_NEWS =
      ValueTypeInfo.of(new ScopeNewsSerializer());
  public static final TypeInformation<LinkChange> LINK_CHANGE =
      ValueTypeInfo.of(new LinkChangeSerializer());
  public static final TypeInformation<OutcomeRecord> OUTCOME =
      ValueTypeInfo.of(new OutcomeRecordSerializer());

  private StoredTypes() {}
}
