//! Chinese.

use super::{Node, Token, Words};
use crate::parcel::Milestone;

pub(super) const WORDS: Words = Words {
    note: "承运商备注:",
    destination_city: "目的城市",
    delivered: "已签收",
    token,
    node,
    event,
};

const fn token(token: Token) -> &'static str {
    match token {
        Token::SellerPreparing => "等待卖家发货",
        Token::WaitAccept => "等待揽收",
        Token::Delivering => "运输中",
        Token::ClearCustoms => "清关",
        Token::AwaitingPickup => "待取件",
        Token::Delivered => "妥投",
        Token::Failed => "投递失败",
        Token::Return => "退回中",
        Token::Returned => "已退回",
    }
}

const fn node(node: Node) -> &'static str {
    match node {
        Node::InTransit => "运输中",
        Node::AtCustoms => "清关",
        Node::OutForDelivery => "派送中",
        Node::Delivered => "妥投",
    }
}

const fn event(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Announced => "仓库已接收包裹信息",
        Milestone::Packed => "仓库已完成打包",
        Milestone::Dispatched => "包裹已出库",
        Milestone::PickupFailed => "揽收失败",
        Milestone::PickedUp => "物流公司已揽收",
        Milestone::ArrivedOriginSorting => "包裹到达分拣中心",
        Milestone::DepartedOriginSorting => "包裹离开分拣中心",
        Milestone::SortingDelayed => "分拣中心处理延误",
        Milestone::ArrivedExportHub => "包裹到达出发国运输枢纽",
        Milestone::ExportCustomsStarted => "出口清关开始",
        Milestone::ExportCustomsHeld => "出口清关延误",
        Milestone::ExportCleared => "出口清关完成",
        Milestone::ExportCanceled => "出口清关失败",
        Milestone::HeldAtExportHub => "出发国运输枢纽处理延误",
        Milestone::HandedToAirline => "包裹即将离开出发国/地区",
        Milestone::LineHaulDelayed => "干线运输延误",
        Milestone::DepartedOrigin => "包裹已离开出发国/地区",
        Milestone::ArrivedTransit => "包裹到达中转国/地区",
        Milestone::DepartedTransit => "包裹离开中转国/地区",
        Milestone::ArrivedDestination => "包裹到达干线注入港",
        Milestone::HeldAtDestination => "干线注入港处理延误",
        Milestone::ImportCustomsStarted => "进口清关开始",
        Milestone::CustomsHeld => "进口清关延误",
        Milestone::DutiesRequested => "等待缴纳关税",
        Milestone::DutiesPaid => "进口清关处理中",
        Milestone::CustomsCleared => "进口清关完成",
        Milestone::CustomsRefused => "进口清关失败",
        Milestone::DepartedDestinationOffice => "清关交出成功",
        Milestone::LastMileAnnounced | Milestone::Rerouted | Milestone::TrackingEnds => {
            "承运商更新"
        }
        Milestone::HandedOver => "末端配送公司已接收",
        Milestone::ArrivedSorting => "包裹到达目的国/地区分拣中心",
        Milestone::DepartedSorting => "包裹离开目的国/地区分拣中心",
        Milestone::Missorted => "目的国/地区分拣中心处理延误",
        Milestone::Relabeled => "运单号已变更",
        Milestone::ArrivedDepot => "包裹到达派送站点",
        Milestone::HeldAtDepot => "派送延误",
        Milestone::OutForDelivery => "派送中",
        Milestone::DeliveryAttempted => "派送失败",
        Milestone::DeliveryRescheduled => "已安排再次派送",
        Milestone::AvailableForPickup => "包裹待自提",
        Milestone::PickupExpired => "自提超时",
        Milestone::Delivered => "用户已签收",
        Milestone::Refused => "用户拒收",
        Milestone::ReturnStarted => "包裹退回中",
        Milestone::ReturnDeparted => "退件已离开",
        Milestone::ReturnArrived => "退件到达仓库",
        Milestone::Returned => "包裹已退回",
        Milestone::Lost => "包裹丢失",
        Milestone::Damaged => "包裹破损",
        Milestone::Destroyed => "包裹已销毁",
        Milestone::Abandoned => "包裹已弃置",
        Milestone::Canceled => "发货已取消",
        Milestone::InTransit => "包裹运输中",
    }
}
