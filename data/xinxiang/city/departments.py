"""The departments of the city, what their officers are trained in, and the districts."""

from typing import NamedTuple


class Department(NamedTuple):
    code: str
    name: str
    staff: int  # share of the inspectors; 0 = the department is exempt and sends nobody
    qualifications: tuple


def _department(code, name, staff, qualifications=""):
    return Department(code, name, staff, tuple(qualifications.split()))


DEPARTMENTS = [
    _department("SCJG", "新乡市市场监督管理局", 132,
                "食品 特种设备 计量 价格 广告 产品质量 检验检测 药品医疗器械 知识产权"),
    _department("FGW", "新乡市发展和改革委员会", 12),
    _department("JY", "新乡市教育局", 16),
    _department("GX", "新乡市工业和信息化局", 12),
    _department("GA", "新乡市公安局", 26, "治安管理 交通管理"),
    _department("MZ", "新乡市民政局", 12),
    _department("SF", "新乡市司法局", 12),
    _department("CZ", "新乡市财政局", 12),
    _department("RS", "新乡市人力资源和社会保障局", 20, "劳动保障监察"),
    _department("ZRZY", "新乡市自然资源和规划局", 14, "测绘"),
    _department("STHJ", "新乡市生态环境局", 34, "环境监测 辐射安全"),
    _department("ZJ", "新乡市住房和城乡建设局", 22, "工程质量 燃气"),
    _department("CG", "新乡市城市管理局", 14),
    _department("JT", "新乡市交通运输局", 20, "道路运输"),
    _department("SL", "新乡市水利局", 12),
    _department("NY", "新乡市农业农村局", 26, "农业投入品 动物卫生"),
    _department("SW", "新乡市商务局", 14),
    _department("WGL", "新乡市文化广电和旅游局", 18),
    _department("WJ", "新乡市卫生健康委员会", 32, "公共卫生 医疗卫生 职业卫生"),
    _department("YJ", "新乡市应急管理局", 22, "安全生产 危险化学品"),
    _department("TJJ", "新乡市统计局", 12, "统计执法"),
    _department("YB", "新乡市医疗保障局", 16, "医保基金监管"),
    _department("TY", "新乡市体育局", 12),
    _department("LS", "新乡市粮食和物资储备局", 12),
    _department("XF", "新乡市消防救援支队", 28, "消防"),
    _department("SWJ", "国家税务总局新乡市税务局", 16),
    _department("QX", "新乡市气象局", 12, "雷电防护"),
    _department("YC", "新乡市烟草专卖局", 18),
    _department("YZ", "新乡市邮政管理局", 12),
    _department("KJ", "新乡市科学技术局", 0),
    _department("JR", "新乡市金融工作局", 0),
    _department("HG", "新乡海关", 0),
    _department("LY", "新乡市林业局", 0),
    _department("RF", "新乡市人民防空办公室", 0),
    _department("GJJ", "新乡市住房公积金管理中心", 0),
    _department("XC", "中共新乡市委宣传部", 0),
    _department("YJJ", "河南省药品监督管理局新乡分局", 0),
]

CITY = "410700"


class District(NamedTuple):
    code: str
    name: str
    address: str  # how addresses in it begin
    short: str    # how names of local businesses begin
    weight: int   # share of the targets
    west: int     # longitude and latitude in units of 0.00001 degree, a box
    south: int    # around the middle of the district
    width: int
    height: int
    streets: tuple


def _district(line):
    code, name, address, short, *numbers, streets = (cell.strip() for cell in line.split("|"))
    return District(code, name, address, short, *map(int, numbers), tuple(streets.split()))


_DISTRICT_TABLE = """
410702 | 红旗区 | 河南省新乡市红旗区 | 新乡市红旗区 | 14 | 11386000 | 3526500 | 9000 | 4500 | 平原路 新飞大道 向阳路 金穗大道 洪门镇 小店镇
410703 | 卫滨区 | 河南省新乡市卫滨区 | 新乡市卫滨区 | 9 | 11381000 | 3527500 | 5500 | 3500 | 解放大道 自由路 中同街 健康路 平原镇
410704 | 凤泉区 | 河南省新乡市凤泉区 | 新乡市凤泉区 | 4 | 11386500 | 3535500 | 8000 | 6000 | 宝山东路 区府路 大块镇 耿黄镇 潞王坟乡
410711 | 牧野区 | 河南省新乡市牧野区 | 新乡市牧野区 | 10 | 11385500 | 3530000 | 8500 | 4500 | 牧野大道 建设路 和平大道 王村镇 牧野镇
410721 | 新乡县 | 河南省新乡市新乡县 | 新乡县 | 8 | 11371000 | 3513000 | 18000 | 10000 | 小冀镇 七里营镇 翟坡镇 大召营镇 朗公庙镇 古固寨镇
410724 | 获嘉县 | 河南省新乡市获嘉县 | 获嘉县 | 6 | 11357500 | 3518500 | 17000 | 13000 | 城关镇 亢村镇 照镜镇 黄堤镇 中和镇 史庄镇
410725 | 原阳县 | 河南省新乡市原阳县 | 原阳县 | 7 | 11380000 | 3500500 | 30000 | 13000 | 城关镇 福宁集镇 太平镇 韩董庄镇 阳阿乡
410726 | 延津县 | 河南省新乡市延津县 | 延津县 | 6 | 11407000 | 3508000 | 26000 | 14000 | 文岩街道 东屯镇 丰庄镇 石婆固镇 僧固乡
410727 | 封丘县 | 河南省新乡市封丘县 | 封丘县 | 7 | 11432000 | 3497500 | 28000 | 13000 | 城关镇 黄陵镇 应举镇 留光镇 陈桥镇 赵岗镇
410771 | 新乡高新技术产业开发区 | 河南省新乡市高新技术产业开发区 | 新乡高新区 | 5 | 11390500 | 3525500 | 4000 | 3000 | 科隆大道 高新路 关堤乡 振中路
410772 | 新乡经济技术开发区 | 河南省新乡市经济技术开发区 | 新乡经开区 | 2 | 11399000 | 3524500 | 5500 | 4000 | 经八路 纬三路 新长大道
410773 | 新乡市平原城乡一体化示范区 | 河南省新乡市平原城乡一体化示范区 | 平原示范区 | 3 | 11368000 | 3498000 | 14000 | 7000 | 黄河大道 桥北乡 祝楼乡 原武镇 韩董庄路
410781 | 卫辉市 | 河南省卫辉市 | 卫辉市 | 6 | 11399000 | 3532500 | 20000 | 18000 | 汲水镇 太公镇 唐庄镇 孙杏村镇 比干大道
410782 | 辉县市 | 河南省辉县市 | 辉县市 | 8 | 11365000 | 3538500 | 30000 | 20000 | 共城大道 孟庄镇 百泉镇 吴村镇 冀屯镇 薄壁镇
410783 | 长垣市 | 河南省长垣市 | 长垣市 | 9 | 11458000 | 3507000 | 23000 | 21000 | 蒲东街道 魏庄街道 恼里镇 丁栾镇 满村镇 樊相镇
"""

DISTRICTS = [_district(line) for line in _DISTRICT_TABLE.strip().split("\n")]
