"""data/world: cells.csv and claims.csv from world-pay.csv (one figure a row), one piece a row.

Which card a figure goes to, what its place, occupation and date are called here, and which figures
are carried without being fitted is decided here; what a card says is in cards.toml, what a code
means in data/taxonomy/occupations.csv. Run: python3 data/world/derive.py ../shared/evidence/world-pay.csv
"""
import csv, json, sys, collections, os, re
HERE = os.path.dirname(os.path.abspath(__file__))
STATS = ["p10", "p25", "p50", "p75", "p90", "mean", "low", "high", "top", "typical"]

# Places as printed, where the name or slug of data/taxonomy does not say it.
PLACES = json.load(open(os.path.join(HERE, "places.json")))

# Sources whose figures are official cells: the card of each.
CELLS = {
    "ca-jobbank-2025": "job-bank-ca-2025", "se-scb": "scb-se", "no-ssb-11418": "ssb-no",
    "dk-dst-lons20": "dst-dk", "fi-statfin-15au": "statfin-fi-2024", "gb-ashe-t14-2025p": "ashe-gb-2025",
    "nl-cbs": "cbs-nl", "nl-cbs-86355": "cbs-nl", "ch-bfs-ess-2024": "bfs-ch-2024",
    "de-destatis-62361": "destatis-de-2025", "de-ba-entgeltatlas-2025": "entgeltatlas-de-2025",
    "au-ato-2023-24": "ato-au-2024", "au-jsa": "jsa-au", "br-rais-2025": "rais-br-2025",
    "in-plfs-2025": "plfs-in-2025", "es-ine-70672": "ine-es-2018",
}
# All other sources: the card of each, where it is not the source's own word.
CARDS = {
    "no-ssb-11658": "ssb-no", "fr-apec-2020": "apec-fr-2020", "fr-apec-2022": "apec-fr-2022",
    "gb-ashe-t14-2025p-ft": "ashe-gb-2025-quoted", "itjobswatch": "it-jobs-watch",
}
DATES = {
    "2023-24": "2023-12", "2025 (tax year to Apr 2025, provisional)": "2024-10",
    "2025 (provisional)": "2025", "2025-04/06": "2025-05", "2022-H1": "2022-04", "2024-H1": "2024-04",
    "2025-H1": "2025-04", "2015-Q1": "2015-02", "2019-Q1": "2019-02", "2020-Q4": "2020-11",
    "2022-Q1": "2022-02", "2022-Q4": "2022-11", "2024-Q1 (inferred)": "2024-02",
    "2021-2022": "2022-01", "2023-2024": "2024-01", "2017-2019": "2018", "2026K1": "2026-02",
    "~2022 (EEH May 2021 basis)": "2021-05", "~2025": "2025", "~2018-2021": "2020",
    "2025 survey, published 2025-12-19, applies to 2026": "2025",
    "2020 (reported 2021-05)": "2020", "undated (~2023)": "2023",
}
# Occupations as printed: role, skills, industries.
DEV = "15-1252"
ROLES = {
    "All contract IT job vacancies": "computing", "All permanent IT job vacancies": "computing",
    "Backend Developer": "backend-developer", "Backend developer": "backend-developer",
    "Backend": "backend-developer", "Developer": DEV, "Technology jobs": "computing",
    "Programmers in startups": DEV, "IT, all roles": "computing", "Java developer": (DEV, "java"),
    "Go developer": (DEV, "go"), "Python developer": (DEV, "python"), "Programmers": DEV,
    "Software developer": DEV, "Software developers": DEV, "Senior software developer": DEV,
    "Software professionals": DEV, "IT software staff": DEV, "Tech professionals, all": "computing",
    "IT freelancers, all": "computing", "Developer (freelance)": DEV,
    "IT infrastructure freelancer": "infrastructure", "SAP freelancer": "erp-consultant",
    "Freelance backend developer": "backend-developer", "Freelance backend engineer": "backend-developer",
    "Freelancers in creative and technology, all": "computing",
    "Tech and data freelancers, all": "computing", "Front-end developer (freelance)": "frontend-developer",
    "Web application developer (freelance)": "15-1254",
    "Cadres in IT and information systems": "computing", "Cadres: Big data": "data",
    "Cadres: Database administration": "15-1242", "Cadres: IT management (DSI)": "11-3021",
    "Cadres: IT project management": "project-manager", "Cadres: IT security": "15-1212",
    "Cadres: Infrastructure and information systems": "infrastructure",
    "Cadres: web, sites and portals (men)": "15-1254",
    "Data security specialists": "15-1212", "ICT specialists / experts": "computing",
    "ICT specialists in finance and insurance": ("computing", "", "finance"),
    "CIO / CTO / chief security officer": "11-3021", "Digital forensics specialist": "security-engineer",
    "Enterprise / solution architect": "solutions-architect",
    "Applications programmers, in the best-paying industry (insurance is named for several of the list)": DEV,
    "Software developers, in information service activities": DEV,
    "IT PM": "project-manager", "IT아키텍트 (IT architect)": "solutions-architect",
    "IT테스터 (tester)": "15-1253", "IT품질관리자 (QA manager)": "15-1253",
    "UI/UX기획·개발자": "15-1255", "데이터분석가 (data analyst)": "data-analyst",
    "시스템SW개발자 (system SW developer)": DEV, "응용SW개발자 (application SW developer)": DEV,
    "정보보안전문가 (security)": "15-1212",
    "Frontend developer": "frontend-developer", "Fullstack developer": "full-stack-developer",
    "Software professionals working for European companies": DEV, "Software professionals, all": DEV,
    "Software professionals, freelance": DEV,
    "Software developer, main language Java": (DEV, "java"),
    "Software developer, main language Javascript": (DEV, "javascript"),
    "Software developer, main language Python": (DEV, "python"),
    "Software developer, main language Typescript": (DEV, "typescript"),
    "Software developer, employer: Colombiana con mercado extranjero": DEV,
    "Software developer, employer: Colombiana con mercado nacional": DEV,
    "Software developer, employer: Extranjera": DEV,
    "C# developer (freelance)": (DEV, "csharp"), "C++ developer (freelance)": (DEV, "cpp"),
    "Java developer (freelance)": (DEV, "java"), "PHP developer (freelance)": (DEV, "php"),
    "Python developer (freelance)": (DEV, "python"), "Ruby developer (freelance)": (DEV, "ruby"),
    "Scala developer (freelance)": (DEV, "scala"),
    "ソフトウェア作成者 (software creators)": DEV,
}
LEVELS = {"graduate": "junior", "team leader": "lead", "team lead": "lead", "lead": "lead",
          "manager": "manager", "junior": "junior", "mid": "mid", "senior": "senior"}
YEARS = {"0-2": "0-2", "2-4": "2-4", "4-6": "4-6", "6-10": "6-10", "10-50": "10-50", "1-4": "1-4",
         "<1": "", "5+": "", "2-5": "", "11-15": "11-15"}
ENGAGEMENT = {"employee": "employee", "contractor": "freelance", "any": "any"}


def aside(r):
    """Why a figure is carried and not fitted; empty where it is fitted."""
    s, occ = r["source_id"], r["occupation"]
    if r["level"].startswith("age "): return "age"
    if s == "dk-dst-lons20" and r["period"] == "month": return "same-mean"
    if r["basis"] == "net":
        vat = s.startswith(("pl-", "nofluff")) and r["engagement"] == "contractor"
        return "net-of-vat" if vat else "net"
    if r["basis"] == "mixed": return "mixed-basis"
    if r["basis"] == "gross incl. employer CPF": return "employer-cost"
    if s == "kr-kosa-2026": return "employer-cost"
    if s in ("mx-sg-2014", "fr-hopwork-2015q1", "nz-absoluteit-2017"): return "before-trend"
    if s == "fr-apec-2020": return "one-sex"
    if s == "upwork-thirdwork" or r["as_of"] == "~2018-2021": return "undated"
    if s == "yunojuno-2019": return "other-trades"
    if s == "vn-topcv-2023": return "no-rate"
    if s == "freelancermap-kompass" and r["statistic"] == "low": return "bound-on-mean"
    if r["fact_id"] == "1372": return "conflict"
    if s == "nz-techcareers-2023" and r["statistic"] in ("low", "high"): return "range-of-means"
    if s == "malt-techtrends-2021": return "no-place"
    if "employer:" in occ: return "employer-abroad"
    return ""


def place(r):
    name = r["place"]
    return PLACES.get(name) or PLACES.get(r["country_iso2"] + ":" + name) or r["country_iso2"].lower()


def of_cell(r):
    return r["source_id"] in CELLS and not aside(r)


def statistic(r):
    name = {"median": "p50"}.get(r["statistic"], r["statistic"])
    if r["source_id"] == "ca-jobbank-2025":
        name = {"low": "p10", "high": "p90"}.get(name, name)
    if r["source_id"] == "africa-tunga-2022" and name == "high":
        name = "top"
    return name


def bonus(r):
    """Whether bonuses are in an official figure; empty where the card says it."""
    rem = r["remark"]
    if r["source_id"] in ("no-ssb-11418", "fi-statfin-15au"):
        return "yes" if rem.startswith("total monthly") or "total earnings" in rem else "no"
    if r["source_id"] == "de-destatis-62361":
        return "yes" if "incl. special" in rem else "no"
    return ""


def cell_key(r):
    how = ("modelled" if "Small Area" in r["remark"] else "")
    return (CELLS[r["source_id"]], place(r), r["code"].split(" (")[0], DATES.get(r["as_of"], r["as_of"]),
            r["period"], bonus(r), how, number(r["n"]))


def number(text):
    if not text: return ""
    value = float(text)
    return str(int(value)) if value == int(value) else repr(value)


def claim_key(r):
    card = CELLS.get(r["source_id"]) or CARDS.get(r["source_id"], r["source_id"])
    role = ROLES.get(r["occupation"], "")
    role, skill, industry = (role if isinstance(role, tuple) else (role,)) + ("",) * (3 - (len(role) if isinstance(role, tuple) else 1))
    level = LEVELS.get(r["level"].lower(), "")
    if r["occupation"] == "CIO / CTO / chief security officer": level = "vp"
    code = "" if role else r["code"].split(" (")[0]
    years = "" if level else YEARS.get(r["years"], r["years"] and f"{r['years']}-{r['years']}")
    said = r["occupation"]
    if r["level"] and not level: said += ", " + r["level"]
    where = r["place"]
    return (card, place(r), where, said, role, code, skill, industry, level, years,
            ENGAGEMENT[r["engagement"]], "net" if r["basis"] == "net" else "", r["currency"], r["period"],
            DATES.get(r["as_of"], r["as_of"]), number(r["n"]), aside(r))


def grouped(rows, key):
    groups = collections.OrderedDict()
    for r in rows:
        group = groups.setdefault(key(r), {})
        stat = statistic(r)
        while stat in group:  # Two figures of one kind are two pieces.
            group = groups.setdefault(key(r) + (len(groups),), {})
        group[stat] = r
    return groups


def write(name, head, rows):
    with open(os.path.join(HERE, name), "w", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def main(path):
    figures = list(csv.DictReader(open(path)))
    cells = grouped([r for r in figures if of_cell(r)], cell_key)
    claims = grouped([r for r in figures if not of_cell(r)], claim_key)
    def amounts(group):
        stats = [s for s in STATS if s in group]
        assert set(stats) == set(group), group.keys()
        return [number(group[s]["value"]) if s in group else "" for s in STATS], " ".join(group[s]["fact_id"] for s in stats)
    rows = []
    for key, group in cells.items():
        values, facts = amounts(group)
        assert not any(values[6:]), key
        rows.append(list(key[:8]) + values[:6] + [facts])
    write("cells.csv", "card,place,code,as_of,per,bonus,method,n,p10,p25,p50,p75,p90,mean,facts".split(","), rows)
    rows = []
    for key, group in claims.items():
        values, facts = amounts(group)
        rows.append(list(key[:17]) + values + [facts])
    write("claims.csv", ("card,place,where,said,role,code,skill,industry,level,years,engagement,basis,currency,per,as_of,n,aside," + ",".join(STATS) + ",facts").split(","), rows)
    print(len(cells), "cells,", len(claims), "claims of", len(figures), "figures")


if __name__ == "__main__":
    main(sys.argv[1])
