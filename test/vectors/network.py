"""Figures of four small networks by NetworkX, which the tests compare with ours.

Writes karate.json and network-graphs.json beside itself: python3 test/vectors/network.py
"""
import json
import pathlib

import networkx as nx

HERE = pathlib.Path(__file__).parent


def write(name, record):
    """A member a line: short enough to read, and ties stay together."""
    lines = [f'  {json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}' for key, value in record.items()]
    (HERE / name).write_text('{\n' + ',\n'.join(lines) + '\n}\n', encoding='utf-8')

def figures(graph, split, values):
    """What the tests check. The variance of degrees divides by people; weights of ties are not used."""
    degrees = [degree for _, degree in sorted(graph.degree())]
    mean = sum(degrees) / len(degrees)
    components = [len(component) for component in nx.connected_components(graph)]
    nx.set_node_attributes(graph, dict(enumerate(values)), 'value')
    return {
        'people': len(degrees),
        'ties': graph.number_of_edges(),
        'maxDegree': max(degrees),
        'degreeVariance': sum((degree - mean) ** 2 for degree in degrees) / len(degrees),
        'components': len(components),
        'largestComponent': max(components),
        'isolated': degrees.count(0),
        'transitivity': nx.transitivity(graph),
        'meanLocalClustering': nx.average_clustering(graph),
        'degreeAssortativity': nx.degree_assortativity_coefficient(graph),
        'valueAssortativity': nx.numeric_assortativity_coefficient(graph, 'value'),
        'modularity': modularity(graph, split),
    }


def modularity(graph, split):
    groups = [{i for i in graph if split[i] == group} for group in set(split)]
    return nx.community.modularity(graph, groups, weight=None)


def numbered(graph):
    """The same ties between persons 0, 1, …, in the order of their labels."""
    place = {label: i for i, label in enumerate(sorted(graph))}
    plain = nx.empty_graph(len(place))
    plain.add_edges_from((place[a], place[b]) for a, b in graph.edges())
    return plain


def ties_of(graph):
    return sorted([min(tie), max(tie)] for tie in graph.edges())


def karate():
    labelled = nx.karate_club_graph()
    graph = numbered(labelled)
    club = [0 if labelled.nodes[i]['club'] == 'Mr. Hi' else 1 for i in labelled]
    faction = club[:]
    faction[8] = 1
    with_member_2 = faction[:]
    with_member_2[2] = 1
    expected = figures(graph, club, [i / 33 for i in range(34)])
    return {
        'source': 'Zachary 1977, An information flow model for conflict and fission in small groups, '
        'J. Anthropological Research 33:452. 34 members of a karate club, numbered from 0, and 78 ties.',
        'made': f'network.py, NetworkX {nx.__version__}: karate_club_graph()',
        'splits': 'club: which a member joined after the fission, 0 the instructor\'s (member 0) or 1 the officers\' '
        '(member 33). faction: sides before it; member 8 sided with the officers and joined the instructor. '
        'modularityWithMember2: of the factions with member 2 moved to the officers, as algorithms tend to have it.',
        'expected': {
            **{name: value for name, value in expected.items() if name != 'modularity'},
            'modularityOfClub': expected['modularity'],
            'modularityOfFaction': modularity(graph, faction),
            'modularityWithMember2': modularity(graph, with_member_2),
        },
        'values': 'i / 33',
        'club': club,
        'faction': faction,
        'ties': ties_of(graph),
    }


def other(call, source, groups):
    graph = numbered(eval(f'nx.{call}'))
    people = graph.number_of_nodes()
    split = [i * groups // people for i in range(people)]
    values = [(37 * i % 101) / 101 for i in range(people)]
    return {
        'call': call,
        'source': source,
        'groups': groups,
        'expected': figures(graph, split, values),
        'ties': ties_of(graph),
    }


write('karate.json', karate())
write(
    'network-graphs.json',
    {
        'made': f'network.py, NetworkX {nx.__version__}; persons in the order of their labels',
        'split': 'i * groups / people, rounded down',
        'values': '(37 i mod 101) / 101',
        'Florentine families': other(
            'florentine_families_graph()', 'Marriages; Breiger & Pattison 1986, Social Networks 8:215', 3
        ),
        'Les Misérables': other(
            'les_miserables_graph()', 'Who appears together; Knuth 1993, The Stanford GraphBase', 7
        ),
        'Islands': other(
            'planted_partition_graph(5, 12, 0.2, 0.002, seed=7)', 'Drawn; its parts are not all connected', 5
        ),
    },
)
