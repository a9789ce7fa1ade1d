import { formatProblems } from './terraformFormat';

const good = `# A comment
resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true

  tags = {
    Name                     = var.name
    "kubernetes.io/\${var.a}" = "x"
  }
}

locals {
  list = [for zone in var.zones : {
    name = zone
  }]
  policy = <<-EOT
   anything   goes = here
  EOT
}
`;

describe('formatProblems', () => {
  it('finds nothing in what terraform fmt writes', () => {
    expect(formatProblems(good)).toEqual([]);
  });

  it.each([
    ['  cidr_block           =', '  cidr_block =', 3, 'aligned'],
    ['  enable_dns', '    enable_dns', 4, 'Indented by 4'],
    ['    Name ', '\tName ', 7, 'tab'],
    ['var.cidr\n', 'var.cidr \n', 3, 'Trailing'],
    ['}\n\nlocals', '}\n  \nlocals', 11, 'empty line'],
  ])('%s → %s', (from, to, line, message) => {
    expect(formatProblems(good.replace(from, to))).toContainEqual({
      line,
      message: expect.stringContaining(message),
    });
  });

  it('asks for one line break at the end', () => {
    expect(formatProblems('a = 1')).toHaveLength(1);
    expect(formatProblems('a = 1\n\n')).toHaveLength(1);
  });
});
