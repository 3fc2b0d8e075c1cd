//! Place roles: which of a route's places a state happens at.

vocabulary! {
    /// A station of a route; the route of a case says which facility plays each role.
    pub enum PlaceRole {
        /// The seller's premises or the drop-off in the seller's city.
        Seller = "seller",
        /// The origin network's sorting center.
        OriginSorting = "origin-sorting",
        /// The hub where export parcels are put in bags.
        ExportHub = "export-hub",
        /// The airport or port of departure.
        OriginGateway = "origin-gateway",
        /// A hub in a third country.
        TransitHub = "transit-hub",
        /// The airport or port of arrival.
        Gateway = "gateway",
        /// The post's inward office of exchange.
        OfficeOfExchange = "office-of-exchange",
        /// Import customs.
        Customs = "customs",
        /// The sorting center that serves the recipient's city.
        Sorting = "sorting",
        /// A sorting center that serves another city.
        WrongSorting = "wrong-sorting",
        /// The delivery depot.
        Depot = "depot",
        /// The recipient's address.
        Recipient = "recipient",
        /// The post office counter.
        Counter = "counter",
        /// A shop that hands out parcels.
        PickupPoint = "pickup-point",
        /// A parcel locker.
        Locker = "locker",
        /// A warehouse in the destination region.
        Warehouse = "warehouse",
        /// Where returns arrive in the country of origin.
        ReturnsCenter = "returns-center",
    }
}
