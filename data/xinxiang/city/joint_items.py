"""The list of areas of joint inspection.

One line an area: area | items | object type | initiators | participants (* = any).
"""

_TABLE = """
工程咨询单位抽查 | FGW-001 ZJ-007 | 工程咨询单位 | FGW | *
学校办学情况抽查 | JY-001 JY-002 JY-003 SCJG-028 SCJG-037 WJ-003 XF-003 | 学校 | JY | *
校外培训机构抽查 | JY-006 SCJG-014 XF-003 | 校外培训机构 | JY | SCJG XF
幼儿园办园情况抽查 | JY-005 JY-007 SCJG-037 WJ-003 | 幼儿园 | JY | *
学校食堂和供餐单位抽查 | JY-004 SCJG-037 SCJG-040 | 学校食堂 | SCJG | JY
游艺娱乐场所、歌舞娱乐场所监督抽查 | GA-006 WGL-001 WGL-002 WJ-011 XF-001 | 游艺娱乐场所、歌舞娱乐场所 | WGL | *
宾馆、旅店监督抽查 | GA-001 GA-002 SCJG-012 WGL-009 WJ-001 XF-001 | 宾馆、旅店 | GA WJ | *
烟花爆竹生产经营企业监管 | GA-013 SCJG-025 YJ-004 YJ-005 | 烟花爆竹生产经营企业 | YJ | GA SCJG
企业年度报告抽查 | RS-005 SCJG-008 SWJ-001 | 企业 | SCJG | RS SW SWJ
消耗臭氧层物质生产、使用单位监管 | STHJ-010 | 机动车维修经营者 | STHJ | *
生态环境监测机构监督检查 | SCJG-051 STHJ-009 | 生态环境监测机构 | SCJG STHJ |
机动车、非道路移动机械销售企业监管 | SCJG-050 STHJ-011 SW-003 | 机动车、非道路移动机械销售企业 | SCJG STHJ | HG SW
机动车排放检验机构检测情况抽查 | JT-008 SCJG-052 STHJ-008 | 机动车检验机构 | SCJG | JT STHJ
保安行业相关单位抽查 | GA-003 GA-004 RS-001 | 保安从业单位 | GA | *
爆破作业单位抽查 | GA-005 | 爆破作业单位 | GA | *
交通运输行业监管 | GA-012 JT-001 JT-002 JT-003 YJ-008 |  | JT | GA SCJG SWJ YJ
机动车维修经营者抽查 | GA-009 JT-004 STHJ-010 | 机动车维修经营者 | JT | GA SCJG STHJ
农业生产资料监管 | NY-001 NY-002 NY-003 NY-004 NY-005 NY-010 SCJG-030 |  | NY | SCJG
农业转基因生物安全检查 | NY-011 | 种子生产经营者 | NY | SCJG
畜禽养殖、屠宰加工情况抽查 | NY-006 NY-007 NY-008 STHJ-002 |  | NY | SCJG STHJ
工业企业安全生产情况抽查 | STHJ-002 XF-002 YJ-001 YJ-002 | 工业企业 | YJ | *
消防安全检查 | SW-008 XF-002 YJ-007 | 商场、超市 | XF | SCJG SW YJ
互联网上网服务经营单位抽查 | GA-007 WGL-003 WGL-004 XF-001 | 互联网上网服务营业场所 | WGL | *
营业性演出从业单位抽查 | WGL-007 | 营业性演出单位 | WGL | *
艺术品经营单位抽查 | WGL-008 | 艺术品经营单位 | WGL | *
旅行社行业监管抽查 | WGL-005 WGL-006 | 旅行社 | WGL | *
汽车市场监管 | GA-010 GA-011 GX-003 STHJ-013 SW-001 SW-002 SW-003 |  | SCJG SW | FGW GA GX JT STHJ SWJ
单用途商业预付卡监督检查 | SCJG-060 SW-004 | 单用途商业预付卡发卡企业 | SCJG SW | *
成品油市场监管 | SCJG-029 SCJG-045 STHJ-012 SW-005 SWJ-002 | 加油站 | SCJG SW | STHJ SWJ YJ
房地产市场监督执法检查 | SCJG-016 SCJG-023 ZJ-001 ZJ-002 ZRZY-004 |  | ZJ | *
物业服务企业监督检查 | SCJG-013 SCJG-042 XF-004 ZJ-003 | 物业服务企业 | ZJ | *
建筑市场监督执法检查 | RS-006 SWJ-001 ZJ-004 ZJ-005 | 建筑市场从业单位 | ZJ | *
燃气经营监督执法检查 | SCJG-044 YJ-003 ZJ-008 | 燃气经营企业 | ZJ | *
城镇污水处理设施监督检查 | CG-003 STHJ-005 | 污水处理厂 | STHJ | *
涉税当事人抽查 | SWJ-001 | 企业 | SWJ | GA SCJG
出口商品生产企业稽核查 | HG-001 | 工业企业 | HG SCJG | SWJ
劳动用工监管 | RS-001 RS-002 RS-003 |  | RS | JT SCJG SWJ ZJ
统计调查对象抽查 | TJJ-001 TJJ-002 | 统计调查对象 | TJJ | *
养老机构监督抽查 | MZ-001 SCJG-038 XF-003 | 养老机构 | MZ SCJG | WJ XF
医疗机构、定点医药机构监督抽查 | SCJG-015 SCJG-022 WJ-005 WJ-006 YB-001 YB-002 YB-003 |  | WJ YB | SCJG
游泳场所监督抽查 | TY-001 WJ-010 | 游泳场所 | TY | WJ
涉烟经营活动检查 | GA-014 YC-002 YZ-002 | 物流、寄递企业 | YC | GA YZ
测绘资质巡查 | SCJG-009 ZRZY-001 ZRZY-002 | 测绘资质单位 | ZRZY | SCJG
食盐定点企业监管 | GX-001 SCJG-033 | 食盐定点批发企业 | GX | SCJG
"""


def joint_item_rows():
    """Rows of joint-items.csv."""
    rows = []
    for line in _TABLE.strip().split("\n"):
        area, items, object_type, initiators, participants = (cell.strip() for cell in line.split("|"))
        rows.append((area, ";".join(sorted(items.split())), object_type, ";".join(sorted(initiators.split())),
                     ";".join(sorted(participants.split()))))
    return sorted(rows)
